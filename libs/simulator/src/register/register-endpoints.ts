import type { Endpoint } from '../http/remote';
import type { SimulatorPaths } from '../options';
import type { JsonContract } from './json-contract';
import { MODULES_V2 } from './modules';
import { statusEndpoint } from './status-endpoint';
import { submitEndpoint } from './submit-endpoint';
import { catalogService } from './v1/catalog-service';
import { resultService, statusService } from './v1/dossier-services';
import { changesService, recordService, recordsService } from './v1/record-services';
import type { V1Dependencies } from './v1/service';
import { submitService } from './v1/submit-service';

/** Every operation of the register, in all three contracts; they share one set of books. */
export function registerEndpoints(paths: SimulatorPaths, dependencies: V1Dependencies): Endpoint[] {
  const { behaviour } = dependencies;
  const contracts: readonly JsonContract[] = [
    {
      version: '3.0',
      modules: () => behaviour.modulesV3,
      filesRequired: true,
      submit: { operation: 'register.submit', path: paths.submit },
      status: { operation: 'register.status', path: paths.status },
    },
    {
      version: '2.0',
      modules: () => MODULES_V2,
      filesRequired: false,
      submit: { operation: 'register.v2.submit', path: paths.submitV2 },
      status: { operation: 'register.v2.status', path: paths.statusV2 },
    },
  ];
  return [
    ...contracts.flatMap((contract) => [
      submitEndpoint(contract, dependencies),
      statusEndpoint(contract, dependencies),
    ]),
    submitService(paths.submitV1, dependencies),
    catalogService(paths.catalogV1, dependencies),
    statusService(paths.statusV1, dependencies),
    resultService(paths.resultV1, dependencies),
    changesService(paths.changesV1, dependencies),
    recordService(paths.recordV1, dependencies),
    recordsService(paths.recordsV1, dependencies),
  ];
}
