import { Injectable } from '@nestjs/common';
import type { ModuleCode } from '../contract';
import { sameDayDue, supplementDue } from './calendar';

@Injectable()
export class CatalogService {
  procedure(code: string, _at?: Date): { module: ModuleCode } {
    return { module: code === '2.000986' ? 'LTKS' : 'LTKT' };
  }
  dueDate(_module: ModuleCode, at: Date): Date {
    return sameDayDue(at);
  }
  supplementDeadline(at: Date): Date {
    return supplementDue(at);
  }
}
