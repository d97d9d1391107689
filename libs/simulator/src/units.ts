/** An administrative unit that registers civil status. */
export interface Unit {
  /** Unit code, text: 5 digits for a commune, 3 for a district of before 1/7/2025. */
  readonly code: string;
  readonly name: string;
  /** Province of the unit, two digits. @default the simulator's `provinceCode` */
  readonly provinceCode?: string;
}

export const DEFAULT_UNITS: readonly Unit[] = [
  { code: '07210', name: 'Phường Bắc Giang', provinceCode: '24' },
  { code: '07228', name: 'Phường Đa Mai', provinceCode: '24' },
  { code: '07264', name: 'Xã Tam Tiến', provinceCode: '24' },
  { code: '00004', name: 'Phường Ba Đình', provinceCode: '01' },
  { code: '23926', name: 'Xã Ia Pia', provinceCode: '52' },
];
