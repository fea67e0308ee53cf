/** What the server says about this page: the shop, the app and their addresses. */
export const settings = JSON.parse(document.getElementById('settings').textContent);

export const frame = document.getElementById('app');
const answers = new Map();

/** Answers what App Bridge in the frame asks or tells. `respond` may give a promise. */
export function answer(type, respond) {
  answers.set(type, respond);
}

/** Tells App Bridge in the frame. */
export function tellApp(type, payload) {
  frame.contentWindow.postMessage({ from: 'admin', type, payload }, settings.appOrigin);
}

/** JSON from the stand-in's own data for this admin. */
export async function fetchData(path, body) {
  const response = await fetch(`${settings.api}/${path}`, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

addEventListener('message', async ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== settings.appOrigin) return;
  if (data?.from !== 'app-bridge') return;
  const reply = (part) =>
    frame.contentWindow.postMessage(
      { from: 'admin', answers: data.id, ...part },
      settings.appOrigin,
    );
  try {
    const respond = answers.get(data.type);
    if (!respond) throw new Error(`the local admin does not know ${data.type}`);
    const payload = await respond(data.payload);
    if (data.id !== undefined) reply({ payload });
  } catch (error) {
    if (data.id === undefined) throw error;
    reply({ error: String(error) });
  }
});
