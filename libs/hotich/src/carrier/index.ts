export type { BodyPart } from './body';
export { type CarrierAnswer, type CarrierRequest, CarrierService } from './carrier.service';
export { atHand, DocumentTray } from './document-tray';
export { ExchangeLog } from './exchange-log';
export { CarrierGate } from './gate';
export { HttpDoor } from './http-door';
export { TokenService } from './token.service';
export { TokenStore } from './token-store';
export type { Turn } from './turn';
