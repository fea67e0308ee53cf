/** The parts of Shopify's strict sandbox that the pixel uses; `register` gives more. */
export type Sandbox = {
  readonly settings: Record<string, unknown>;
  readonly analytics: {
    subscribe(name: string, callback: (event: CustomerEvent) => void): unknown;
  };
  readonly browser: {
    readonly cookie: {
      get(name?: string): Promise<string>;
      set(cookie: string): Promise<unknown>;
    };
    readonly localStorage: AsyncStorage;
    readonly sessionStorage: AsyncStorage;
  };
  readonly init: {
    readonly context: EventContext;
    readonly data: {
      readonly shop: {
        readonly myshopifyDomain: string;
        readonly storefrontUrl: string | null;
      };
    };
    readonly customerPrivacy: Privacy;
  };
  readonly customerPrivacy: {
    subscribe(
      name: 'visitorConsentCollected',
      callback: (event: { customerPrivacy: Privacy }) => void,
    ): unknown;
  };
};

export type AsyncStorage = {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<unknown>;
  removeItem(key: string): Promise<unknown>;
};

export type Privacy = {
  readonly analyticsProcessingAllowed: boolean;
  readonly marketingAllowed: boolean;
};

type EventContext = {
  readonly document: { readonly location: { readonly href: string }; readonly referrer: string };
};

export type CustomerEvent = {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly context: EventContext;
  readonly data?: unknown;
};
