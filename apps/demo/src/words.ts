/** Vietnamese first, English beside it. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}
