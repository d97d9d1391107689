// What the remotes of the benchmark answer: the register, and DVCLT beside it. Used by the remote's process, and inside the
// contestant's where a lane is timed without a remote.

const CODES = /"(?:maHoSoMCDT|soHoSoLT|maHoSo)":"([^"]+)"/;

/**
 * @param register `status`: the trangThai of every dossier; `knows(code)`: whether the register holds it.
 * @returns the kind of call, the codes it speaks of, and the answer's body; undefined for a path nobody has.
 */
export function answerTo(url, body, register) {
  const [path] = url.split('?', 1);
  if (path.endsWith('/nhanHoSoDKHT')) {
    return { kind: 'submit', codes: [codeIn(body)], body: { status: '1', statusDescription: 'OK' } };
  }
  if (path.endsWith('/layKetQuaDKHT')) {
    const { maDinhDanhHoSo, module } = JSON.parse(body);
    const known = maDinhDanhHoSo.filter((code) => register.knows(code));
    const value = known.map((maHoSoMCDT) => ({ maHoSoMCDT, module, trangThai: register.status, noiDungXuLy: 'Mẫu' }));
    return { kind: 'status', codes: maDinhDanhHoSo, body: { status: 1, value } };
  }
  if (path.endsWith('/capnhattrangthai')) {
    const { soHoSoLT, trangThai } = JSON.parse(body);
    return { kind: 'report', codes: [soHoSoLT], trangThai, body: { title: 'Cập nhật thành công', status: 200 } };
  }
  if (path.endsWith('/hosolienthong')) return { kind: 'list', codes: [], body: { data: [] } };
  if (path.endsWith('/danhMuc')) {
    const first = JSON.parse(body).loaiDanhMuc === 1;
    return {
      kind: first ? 'catalog' : 'catalogPart',
      codes: [],
      body: { status: '1', value: [{ ma: '01', ten: 'Mẫu' }] },
    };
  }
  return undefined;
}

/** A document may stand before the code: only both ends of a long body are looked at. */
function codeIn(body) {
  const ends = body.length > 200_000 ? body.slice(0, 65_536) + body.slice(-65_536) : body;
  return CODES.exec(ends)?.[1];
}
