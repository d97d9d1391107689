import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { EntityManager } from 'typeorm';
import { HotichSetupError, ofHost } from '../errors';
import { inHost } from '../persistence';
import {
  DossierListener,
  type ReceivedDossier,
  type ReportHeld,
  type ResultReceived,
  type StatusChange,
} from './dossier.listener';

/** The host's listeners, found among its providers. */
@Injectable()
export class Listeners implements OnModuleInit {
  private found: DossierListener[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws HotichSetupError when one is made anew for each request or user: lanes work outside of any. */
  onModuleInit(): void {
    const providers = this.discovery.getProviders();
    const passing = providers.filter((wrapper) => !isSingleton(wrapper) && isListener(wrapper));
    if (passing.length > 0) throw madeAnew([...new Set(passing.map(({ name }) => String(name)))].join(', '));
    const instances = new Set(providers.filter(isSingleton).map((wrapper) => wrapper.instance as unknown));
    this.found = [...instances].filter((instance) => instance instanceof DossierListener);
  }

  get any(): boolean {
    return this.found.length > 0;
  }

  /** The first listener that gives the dossier a code decides. */
  async received(dossier: ReceivedDossier, manager: EntityManager): Promise<string | undefined> {
    let maHoSo: string | undefined;
    for (const listener of this.found) {
      const answer = await said(async () => listener.onReceived?.(dossier, manager));
      maHoSo ??= answer?.maHoSo;
    }
    return maHoSo;
  }

  async statusChanged(change: StatusChange, manager: EntityManager): Promise<void> {
    for (const listener of this.found) await said(async () => listener.onStatusChanged?.(change, manager));
  }

  async reportHeld(report: ReportHeld, manager: EntityManager): Promise<void> {
    for (const listener of this.found) await said(async () => listener.onReportHeld?.(report, manager));
  }

  async result(result: ResultReceived, manager: EntityManager): Promise<void> {
    for (const listener of this.found) await said(async () => listener.onResult?.(result, manager));
  }
}

/** What a listener throws goes on as it is, known for the host's. */
async function said<T>(tell: () => Promise<T>): Promise<T> {
  try {
    return await inHost(tell);
  } catch (error) {
    throw ofHost(error);
  }
}

type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];

function isSingleton(wrapper: Wrapper): boolean {
  return wrapper.isDependencyTreeStatic() && !wrapper.isTransient;
}

/** By its class: there is no instance to look at. */
function isListener({ metatype, token }: Wrapper): boolean {
  return [metatype, token].some((one) => typeof one === 'function' && one.prototype instanceof DossierListener);
}

function madeAnew(names: string): HotichSetupError {
  return new HotichSetupError(
    {
      vi: `DossierListener phải là singleton, nhưng được tạo mới cho từng yêu cầu hoặc từng nơi dùng: ${names}`,
      en: `A DossierListener must be a singleton; made anew for each request or user of it: ${names}`,
    },
    {
      vi: 'Bỏ Scope.REQUEST và Scope.TRANSIENT ở lớp đó và ở mọi provider mà nó phụ thuộc; lấy những gì cần từ `manager` hoặc ModuleRef',
      en: 'Take Scope.REQUEST and Scope.TRANSIENT off the class, and Scope.REQUEST off all that it depends on; get what is needed from `manager` or a ModuleRef',
    },
  );
}
