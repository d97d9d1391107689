import { HotichInitial1795500000000 } from './1795500000000-hotich-initial';
import { HotichCatalogVersion1795500100000 } from './1795500100000-hotich-catalog-version';
import { HotichToken1795500200000 } from './1795500200000-hotich-token';
import { HotichAtRest1795500500000 } from './1795500500000-hotich-at-rest';
import { HotichProvince1795500800000 } from './1795500800000-hotich-province';
import { HotichSchedule1795501000000 } from './1795501000000-hotich-schedule';
import { HotichLosses1795501100000 } from './1795501100000-hotich-losses';
import { HotichPace1795501200000 } from './1795501200000-hotich-pace';
import { HotichAskedAgain1795501300000 } from './1795501300000-hotich-asked-again';
import { HotichFileStoreId1795501400000 } from './1795501400000-hotich-file-store-id';
import { HotichQuiet1795501500000 } from './1795501500000-hotich-quiet';
import { HotichCameAfter1795501600000 } from './1795501600000-hotich-came-after';
import { HotichCameWith1795501700000 } from './1795501700000-hotich-came-with';

/**
 * Every migration of the library, oldest first. Spread it into the host's `migrations`. Tables go where the `schema` and `entityPrefix`
 * of the DataSource that runs it say; run it by one with the options of the host's own.
 */
export const HOTICH_MIGRATIONS = [
  HotichInitial1795500000000,
  HotichCatalogVersion1795500100000,
  HotichToken1795500200000,
  HotichAtRest1795500500000,
  HotichProvince1795500800000,
  HotichSchedule1795501000000,
  HotichLosses1795501100000,
  HotichPace1795501200000,
  HotichAskedAgain1795501300000,
  HotichFileStoreId1795501400000,
  HotichQuiet1795501500000,
  HotichCameAfter1795501600000,
  HotichCameWith1795501700000,
];
