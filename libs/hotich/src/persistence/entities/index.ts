import { longTexts } from '../dialect/long-text';
import { HotichCatalogVersion } from './catalog-version.entity';
import { HotichContent } from './content.entity';
import { HotichDelivery } from './delivery.entity';
import { HotichDossier } from './dossier.entity';
import { HotichEnvironment } from './environment.entity';
import { HotichExchange } from './exchange.entity';
import { HotichFile, HotichFileChunk } from './file.entity';
import { HotichGate } from './gate.entity';
import { HotichReport } from './report.entity';
import { HotichResult } from './result.entity';
import { HotichSchedule } from './schedule.entity';
import { HotichSearch } from './search.entity';
import { HotichTask, TASK_KEY } from './task.entity';
import { HotichTimelineEntry } from './timeline.entity';
import { HotichToken } from './token.entity';

/** Every entity of the library. Give it to the host's DataSource (or use `autoLoadEntities`). */
export const HOTICH_ENTITIES = [
  HotichDossier,
  HotichContent,
  HotichTask,
  HotichTimelineEntry,
  HotichReport,
  HotichDelivery,
  HotichFile,
  HotichFileChunk,
  HotichResult,
  HotichExchange,
  HotichGate,
  HotichToken,
  HotichCatalogVersion,
  HotichSearch,
  HotichEnvironment,
  HotichSchedule,
];
longTexts(HOTICH_ENTITIES);

export {
  HotichCatalogVersion,
  HotichContent,
  HotichDelivery,
  HotichDossier,
  HotichEnvironment,
  HotichExchange,
  HotichFile,
  HotichFileChunk,
  HotichGate,
  HotichReport,
  HotichResult,
  HotichSchedule,
  HotichSearch,
  HotichTask,
  HotichTimelineEntry,
  HotichToken,
  TASK_KEY,
};
export type { DeliveryState } from './delivery.entity';
export type { FileKind } from './file.entity';
export type { ReportState } from './report.entity';
export type { SearchKind } from './search.entity';
