import { installFetchRedirect } from './fetch-redirect.ts';

// node --import ./test/standin/fetch-redirect.register.ts: the environment says where the stand-in is.
installFetchRedirect(() => process.env.STANDIN_URL);
