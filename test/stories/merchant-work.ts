import type { CampaignListView } from '#app/views/campaign-list-view.server.ts';
import type { CampaignView } from '#app/views/campaign-view.server.ts';
import type { ShownCollaboration } from '#app/views/collaboration-shown.ts';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import type { Answer, Refusal } from '#app/views/refusal.ts';
import type { Merchant } from '#test/house/merchant.ts';
import { eventually } from './eventually.ts';

type Fields = Record<string, unknown>;

/** What a form holds when it is opened; a story names only what it cares for. */
export const INFLUENCER_FORM = {
  name: 'Jane Doe',
  email: '',
  pictureUrl: '',
  niche: '',
  notes: '',
  status: 'active',
  platforms: [{ platform: 'instagram', handle: 'janedoe', followers: '25000', url: '' }],
};
export const CAMPAIGN_FORM = {
  name: 'Spring',
  goal: 'sales',
  startsOn: '2026-01-01',
  endsOn: '',
  budget: '',
  targetCpa: '',
  targetRoas: '',
  utmCampaign: '',
};

/** Fifteen per cent off from long ago, without an end. */
export const START_FORM = {
  influencerIds: [] as string[],
  platform: 'instagram',
  format: 'reel',
  kind: 'percentage',
  percent: '15',
  amount: '',
  startsOn: '2026-01-01',
  endsOn: '',
  usageLimit: '',
  oncePerCustomer: false,
  combinesOrder: false,
  combinesProduct: false,
  combinesShipping: false,
  welcomeText: 'Hello from me to you',
  products: [] as { id: string; title: string }[],
  adoptCode: '',
};

const COST_FORM = { kind: 'fee', amount: '100', exchangeRate: '', note: '' };

/** The merchant's everyday work, done through the app's own forms over HTTP. */
export class MerchantWork {
  readonly #merchant: Merchant;

  constructor(merchant: Merchant) {
    this.#merchant = merchant;
  }

  /** What a screen shows. */
  async read<View>(path: string): Promise<View> {
    const data = await this.#merchant.read<{ view?: View }>(path);
    return data.view ?? (data as View);
  }

  /** Sends a form; a refusal is an answer too. Throws when the app broke. */
  async send<Value>(path: string, body: unknown): Promise<Answer<Value>> {
    const { status, data, error } = await this.#merchant.send(path, body);
    if (status >= 500 || !data || typeof data.ok !== 'boolean') {
      throw new Error(`${path} answered ${status}: ${JSON.stringify(error ?? data)}`);
    }
    return data as Answer<Value>;
  }

  /** Sends a form that must not be refused, and gives back what the app says. */
  async done<Value>(path: string, body: unknown): Promise<Value> {
    const answer = await this.send<Value>(path, body);
    if (!answer.ok) throw new Error(`${path} was refused: ${JSON.stringify(answer.refusal)}`);
    return answer.value;
  }

  /** Sends a form that must be refused, and gives back why. */
  async refused(path: string, body: unknown): Promise<Refusal> {
    const answer = await this.send(path, body);
    if (answer.ok) throw new Error(`${path} was not refused: ${JSON.stringify(answer.value)}`);
    return answer.refusal;
  }

  async addInfluencer(given: Fields = {}): Promise<string> {
    const form = { ...INFLUENCER_FORM, ...given };
    return (await this.done<{ id: string }>('/app/influencers/new', form)).id;
  }

  async addCampaign(given: Fields = {}): Promise<string> {
    const form = { ...CAMPAIGN_FORM, ...given };
    return (await this.done<{ id: string }>('/app/campaigns/new', form)).id;
  }

  async importInfluencers(csv: string): Promise<{ created: number; updated: number }> {
    return this.done('/app/influencers/import', { intent: 'import', csv });
  }

  /** Puts influencers into a campaign; their codes, pages and links are then on their way. */
  async startCollaborations(
    campaignId: string,
    influencerIds: readonly string[],
    given: Fields = {},
  ): Promise<string[]> {
    const form = { ...START_FORM, influencerIds, ...given };
    return (await this.done<{ ids: string[] }>(`/app/campaigns/${campaignId}/add`, form)).ids;
  }

  /** An influencer in a campaign, with code, page and links live in the shop. */
  async startOne(
    given: { influencer?: Fields; campaign?: Fields; start?: Fields } = {},
  ): Promise<ShownCollaboration> {
    const influencerId = await this.addInfluencer(given.influencer);
    const campaignId = await this.addCampaign(given.campaign);
    await this.startCollaborations(campaignId, [influencerId], given.start);
    const { collaborations } = await this.provisioned(campaignId);
    const [collaboration] = collaborations;
    if (collaborations.length !== 1 || collaboration?.status !== 'active') {
      throw new Error(`the collaboration is not live: ${JSON.stringify(collaborations)}`);
    }
    return collaboration;
  }

  /** A fee of today, unless told otherwise. */
  async addCost(collaborationId: string, given: Fields = {}): Promise<string> {
    const { today, shopCurrency } = await this.collaboration(collaborationId);
    const cost = { ...COST_FORM, incurredOn: today, currency: shopCurrency, ...given };
    const body = { intent: 'save-cost', id: null, cost };
    return (await this.done<{ id: string }>(`/app/collaborations/${collaborationId}`, body)).id;
  }

  collaboration(id: string): Promise<CollaborationView> {
    return this.read<CollaborationView>(`/app/collaborations/${id}`);
  }

  async campaigns(): Promise<CampaignListView['rows']> {
    return (await this.read<CampaignListView>('/app/campaigns')).rows;
  }

  campaign(id: string): Promise<CampaignView> {
    return this.read<CampaignView>(`/app/campaigns/${id}`);
  }

  /** Until everything of a campaign that is to be made in Shopify is there. */
  provisioned(campaignId: string): Promise<CampaignView> {
    return eventually(
      () => this.campaign(campaignId),
      ({ progress, collaborations }) =>
        progress === null && collaborations.every(({ status }) => status !== 'provisioning'),
      { what: 'codes, pages and links' },
    );
  }
}
