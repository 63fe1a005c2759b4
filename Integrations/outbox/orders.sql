-- DuckDB over the outbox, without moving anything: for looking and counting.
--
--   cd OUTBOX && duckdb orders.db < orders.sql
--
-- `*.json*` leaves out names with a leading dot, so `.stage/` is never seen. The columns are named
-- because a reader must not depend on guessed types: a day without causes would guess otherwise.
CREATE OR REPLACE VIEW envelopes AS
SELECT *
FROM read_json(
  '*.json*', format = 'newline_delimited', filename = true, maximum_object_size = 67108864,
  columns = {
    specversion: 'VARCHAR', source: 'VARCHAR', id: 'VARCHAR', subject: 'VARCHAR',
    time: 'TIMESTAMP WITH TIME ZONE',
    data: 'STRUCT(status VARCHAR,
                  "row" BIGINT,
                  document STRUCT(sha256 VARCHAR, bytes BIGINT, encoding VARCHAR, format VARCHAR),
                  ruleset STRUCT(digest VARCHAR, label VARCHAR, suqiu VARCHAR),
                  intent STRUCT(id VARCHAR, zh VARCHAR, score INTEGER),
                  topics STRUCT(id VARCHAR, zh VARCHAR, score INTEGER)[],
                  causes STRUCT(id VARCHAR, "group" VARCHAR, zh VARCHAR, score INTEGER)[],
                  attributes MAP(VARCHAR, VARCHAR),
                  review STRUCT(needed BOOLEAN, why VARCHAR[]),
                  evidence STRUCT("rule" VARCHAR, label VARCHAR, start BIGINT, "end" BIGINT,
                                  quote VARCHAR)[])',
    error: 'STRUCT(code VARCHAR, message VARCHAR, line BIGINT)'
  });

-- Orders that were read; rows of batch files that were not are in `failures`.
CREATE OR REPLACE VIEW orders AS
SELECT id, subject, time, data.status AS status, data.intent.id AS intent, data.intent.zh AS intent_zh,
       [topic.id FOR topic IN data.topics] AS topics, [cause.id FOR cause IN data.causes] AS causes,
       data.attributes['urgency'] AS urgency, data.review.needed AS review,
       data.ruleset.digest AS rules
FROM envelopes WHERE error IS NULL;

CREATE OR REPLACE VIEW failures AS
SELECT id, filename, error.code AS code, error.message AS message, error.line AS line
FROM envelopes WHERE error IS NOT NULL;

-- What people ask first: which causes, how often, how many of them urgent.
CREATE OR REPLACE VIEW causes_by_count AS
SELECT cause, count(*) AS orders,
       count(*) FILTER (urgency IN ('urgent', 'critical')) AS pressing
FROM (SELECT unnest(causes) AS cause, urgency FROM orders)
GROUP BY cause ORDER BY orders DESC, cause;
