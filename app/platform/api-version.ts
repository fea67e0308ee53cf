/** The one version of the Admin API and of webhook payloads that the app is written for. */
export const API_VERSION = '2026-10';
