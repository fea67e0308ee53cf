/** Whose a trace is. The collaboration is null where only the influencer's name was recognised. */
export type Owner = { readonly influencerId: string; readonly collaborationId: string | null };
