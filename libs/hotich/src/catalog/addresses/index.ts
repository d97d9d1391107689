export { addressPartsOf } from './address-parts';
export { convertAddress } from './convert-address';
export { formatAddress } from './format-address';
export type { FormattedAddress } from './format-address';
export { parseAddress } from './parse-address';
export type { EraOrDay } from './parse-address';
export type { AddressCandidate, AddressParts, ConvertedAddress, ParsedAddress } from './address.types';
