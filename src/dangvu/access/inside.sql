/*
What lies below some organisations (:roots), or is one of others (:units), for one who asks on a day, over the table
expressions of the tree (believed_organizations). The same as over_all finds for them, but walked from them downwards:
a page asks it several times, and what stands elsewhere in the tree need not be gone over.

inside(organization_id)
*/
WITH RECURSIVE
roots (organization_id) AS (
    SELECT id FROM organizations_organization WHERE id IN (:roots)
    UNION
    SELECT s.predecessor_id
    FROM roots
    JOIN organizations_succession AS s ON s.successor_id = roots.organization_id
    WHERE s.whole AND s.recorded_at <= :known_at AND s.superseded_at > :known_at
),
units (organization_id) AS (
    SELECT id FROM organizations_organization WHERE id IN (:units)
    UNION
    SELECT s.predecessor_id
    FROM units
    JOIN organizations_succession AS s ON s.successor_id = units.organization_id
    WHERE s.whole AND s.recorded_at <= :known_at AND s.superseded_at > :known_at
),
descent (organization_id, valid_from, valid_to) AS (
    SELECT organization_id, valid_from, valid_to
    FROM believed_organizations
    WHERE parent_id IN (SELECT organization_id FROM roots)
    UNION
    SELECT r.organization_id, GREATEST(descent.valid_from, r.valid_from), LEAST(descent.valid_to, r.valid_to)
    FROM descent
    JOIN believed_organizations AS r
        ON r.parent_id = descent.organization_id
        AND r.valid_from < descent.valid_to
        AND descent.valid_from < r.valid_to
),
below (organization_id, valid_from, valid_to) AS (
    SELECT organization_id, valid_from, valid_to FROM descent
    UNION
    SELECT organization_id, valid_from, valid_to
    FROM believed_organizations
    WHERE organization_id IN (SELECT organization_id FROM roots)
),
inside (organization_id) AS (
    SELECT below.organization_id
    FROM below
    JOIN standing
        ON standing.organization_id = below.organization_id
        AND below.valid_from <= GREATEST(:day_asked, standing.valid_from)
        AND below.valid_to >= LEAST(:day_after, standing.valid_to)
    UNION
    SELECT organization_id FROM units
)
SELECT organization_id FROM inside
