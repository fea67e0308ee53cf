/** Where influencers post. */
export const PLATFORMS = [
  'instagram',
  'tiktok',
  'youtube',
  'blog',
  'podcast',
  'newsletter',
  'x',
  'facebook',
  'pinterest',
  'twitch',
  'snapchat',
  'other',
] as const;
export type PlatformName = (typeof PLATFORMS)[number];

export const PLATFORM_LABEL: Readonly<Record<PlatformName, string>> = {
  instagram: 'Instagram',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  blog: 'Blog',
  podcast: 'Podcast',
  newsletter: 'Newsletter',
  x: 'X',
  facebook: 'Facebook',
  pinterest: 'Pinterest',
  twitch: 'Twitch',
  snapchat: 'Snapchat',
  other: 'Other',
};

/** What a post is; also the `{format}` of a UTM template. */
export const FORMATS = [
  'post',
  'story',
  'reel',
  'short',
  'video',
  'live',
  'article',
  'episode',
  'email',
  'pin',
  'bio',
  'other',
] as const;
export type Format = (typeof FORMATS)[number];

export const FORMAT_LABEL: Readonly<Record<Format, string>> = {
  post: 'Post',
  story: 'Story',
  reel: 'Reel',
  short: 'Short',
  video: 'Video',
  live: 'Live stream',
  article: 'Article',
  episode: 'Episode',
  email: 'E-mail',
  pin: 'Pin',
  bio: 'Link in bio',
  other: 'Other',
};
