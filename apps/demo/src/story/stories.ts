import type { System } from '../parts/system';
import { ownBirth } from './own-birth';
import { Scene } from './scene';
import type { Tale } from './tale';

type Story = (scene: Scene) => Promise<Tale>;

/** 1-3-7-2-3-7-4-5: the register asks for a supplement, the citizen files it under the same code. */
const supplementedBirth: Story = async (scene) => {
  const maHoSoLT = await scene.simulator.fileBirth({ fields: { nksHoTen: 'NGUYỄN AN MẪU' } });
  const maHoSo = await scene.accepted(maHoSoLT);
  await scene.simulator.requestSupplement(maHoSo, 'Đề nghị ghi rõ nơi sinh');
  await scene.atInterlink(maHoSoLT, 2);
  const nksNoiSinh = 'Khoa Sản, Bệnh viện Mẫu & Con, phường Bắc Giang, tỉnh Bắc Ninh';
  await scene.simulator.supplement(maHoSoLT, { fields: { nksNoiSinh } });
  await scene.accepted(maHoSoLT, 2);
  await scene.issuedAndHandedOver(maHoSo);
  await scene.atInterlink(maHoSoLT, 5);
  return {
    title: { vi: 'Khai sinh liên thông, bổ sung một lần', en: 'interlinked birth, supplemented once' },
    maHoSo,
    maHoSoLT,
    module: 'LTKS',
    sequence: [1, 3, 7, 2, 3, 7, 4, 5],
    versions: 2,
    end: 'completed',
  };
};

/** 1-3-7-4-5. */
const death: Story = async (scene) => {
  const maHoSoLT = await scene.simulator.fileDeath();
  const maHoSo = await scene.accepted(maHoSoLT);
  await scene.simulator.markEligible(maHoSo);
  await scene.issuedAndHandedOver(maHoSo);
  await scene.atInterlink(maHoSoLT, 5);
  return {
    title: { vi: 'Khai tử liên thông', en: 'interlinked death' },
    maHoSo,
    maHoSoLT,
    module: 'LTKT',
    sequence: [1, 3, 7, 4, 5],
    versions: 1,
    end: 'completed',
  };
};

/** 1-3-7-6: the register refuses. */
const refusedBirth: Story = async (scene) => {
  const maHoSoLT = await scene.simulator.fileBirth({ fields: { nksHoTen: 'TRẦN BÌNH MẪU' } });
  const maHoSo = await scene.accepted(maHoSoLT);
  await scene.simulator.refuse(maHoSo, 'Trẻ đã được đăng ký khai sinh tại đơn vị khác');
  await scene.atHost(maHoSo, 'refused');
  await scene.atInterlink(maHoSoLT, 6);
  return {
    title: { vi: 'Khai sinh bị hộ tịch từ chối', en: 'birth refused by the register' },
    maHoSo,
    maHoSoLT,
    module: 'LTKS',
    sequence: [1, 3, 7, 6],
    versions: 1,
    end: 'refused',
  };
};

/** Filed at the counter: straight to the register, and DVCLT never hears of it. */
const birthAtTheCounter: Story = async (scene) => {
  const { maHoSo } = await scene.host.fileBirth(ownBirth('PHẠM CHI MẪU'));
  await scene.atRegister(maHoSo);
  await scene.issuedAndHandedOver(maHoSo);
  return {
    title: { vi: 'Khai sinh nộp tại quầy', en: 'birth filed at the counter, without DVCLT' },
    maHoSo,
    module: 'KS',
    sequence: [],
    versions: 1,
    end: 'completed',
  };
};

const STORIES: readonly Story[] = [supplementedBirth, death, refusedBirth, birthAtTheCounter];

/** All stories at once, as in a real province; told in a fixed order. */
export function playStories(system: System): Promise<Tale[]> {
  return Promise.all(STORIES.map((story) => story(new Scene(system))));
}
