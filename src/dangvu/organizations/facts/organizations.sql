/*
label: {vi: Tổ chức đảng, en: Organisations}
time: stock
placed: on
personal: false
columns:
  code: {type: text, label: {vi: Mã, en: Code}}
  name: {type: text, label: {vi: Tên, en: Name}}
  kind: {type: code, codes: organizations/kinds, label: {vi: Cấp, en: Kind}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
  since: {type: day, label: {vi: Thông tin có từ ngày, en: As recorded since}}
show: [code, name, kind, sector, since]
sort: code
*/
SELECT
    r.id AS row_id,
    r.organization_id,
    r.code,
    r.name,
    r.kind,
    r.sector,
    r.valid_from AS since
FROM organizations_organizationrecord AS r
WHERE r.valid_from <= :on AND r.valid_to > :on
    AND r.recorded_at <= :known_at AND r.superseded_at > :known_at
