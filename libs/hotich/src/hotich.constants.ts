/** In the context of every log line, on every screen, and on every row but those that belong to another that says it; the two never mix. */
export type Environment = 'test' | 'production';

/** `gateway` carries the register (NDXP or LGSP), `interlink` carries DVCLT (VDXP). */
export const CARRIERS = ['gateway', 'interlink'] as const;
export type CarrierName = (typeof CARRIERS)[number];

export const LANES = ['intake', 'submission', 'status', 'report'] as const;
export type LaneName = (typeof LANES)[number];

/** Actor of what the library does by itself, and of what the host does without saying who. */
export const HOTICH_ACTOR = 'hotich';
