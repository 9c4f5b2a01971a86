/*
label: {vi: Tổ chức đảng chuyển đến hoặc đi theo cây tổ chức, en: Organisations that came under or left one above them}
time: flow
placed: ancestor
personal: false
columns:
  code: {type: text, label: {vi: Mã, en: Code}}
  name: {type: text, label: {vi: Tên, en: Name}}
  kind: {type: code, codes: organizations/kinds, label: {vi: Cấp, en: Kind}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
  sign: {type: number, label: {vi: Đến (+1) hoặc đi (−1), en: Came (+1) or left (−1)}}
show: [day, code, name, kind, sign]
sort: day
*/
SELECT
    r.id AS row_id,
    reach.ancestor_id,
    r.organization_id,
    reach.valid_from AS day,
    r.code,
    r.name,
    r.kind,
    r.sector,
    1 AS sign
FROM reach
JOIN organizations_organizationrecord AS r
    ON r.organization_id = reach.organization_id
    AND r.valid_from <= reach.valid_from AND reach.valid_from < r.valid_to
    AND r.recorded_at <= :known_at AND r.superseded_at > :known_at
JOIN organizations_organizationrecord AS b
    ON b.organization_id = reach.organization_id
    AND b.valid_from < reach.valid_from AND reach.valid_from <= b.valid_to
    AND b.recorded_at <= :known_at AND b.superseded_at > :known_at
    AND b.kind = r.kind
WHERE reach.valid_from BETWEEN :first AND :last
UNION ALL
SELECT
    b.id,
    reach.ancestor_id,
    b.organization_id,
    reach.valid_to,
    b.code,
    b.name,
    b.kind,
    b.sector,
    -1
FROM reach
JOIN organizations_organizationrecord AS b
    ON b.organization_id = reach.organization_id
    AND b.valid_from < reach.valid_to AND reach.valid_to <= b.valid_to
    AND b.recorded_at <= :known_at AND b.superseded_at > :known_at
JOIN organizations_organizationrecord AS r
    ON r.organization_id = reach.organization_id
    AND r.valid_from <= reach.valid_to AND reach.valid_to < r.valid_to
    AND r.recorded_at <= :known_at AND r.superseded_at > :known_at
    AND r.kind = b.kind
WHERE reach.valid_to BETWEEN :first AND :last
