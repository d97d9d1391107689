import { HotichInitial1795500000000 } from './1795500000000-hotich-initial';

/** Every migration of the library, oldest first. Spread it into the host's `migrations`. */
export const HOTICH_MIGRATIONS = [HotichInitial1795500000000];
