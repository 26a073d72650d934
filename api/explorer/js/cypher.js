// The selection as a question to Neo4j: to be read and changed, with its values as parameters beside it.

const text = value => `'${String(value).replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
const list = values => `[${values.map(text).join(', ')}]`;

// Acts that are never more than words: asked for by name, they are answered as what they are.
const NEVER_MORE = { THREATEN: ['threatened'], REQUEST: ['called_for'], AGREE: ['planned'] };

/** What Neo4j Browser takes: `:params` first, then the question. */
export function cypher(s) {
  const params = {}, where = [];
  const is = (name, value, condition) => { params[name] = value; where.push(condition); };
  const side = name => `EXISTS { MATCH (e)-[:TARGETS]-(a:Actor) WHERE a.id = $${name} OR a.country = $${name} } OR EXISTS { MATCH (e)-[:SOURCE_OF]-(a:Actor) WHERE a.id = $${name} OR a.country = $${name} }`;
  if (s.actor) is('actor', text(s.actor), `(${side('actor')})`);
  if (s.with) is('with', text(s.with), `(${side('with')})`);
  const actions = s.view === 'meetings' ? ['CONSULT'] : s.action;
  if (actions.length) is('actions', list(actions), 'e.action IN $actions');
  is('modality', list(s.modality.length ? s.modality : ['occurred', ...actions.flatMap(action => NEVER_MORE[action] ?? [])]), 'e.modality IN $modality');
  if (s.since) is('since', text(s.since), 'e.day >= $since');
  if (s.until) is('until', text(s.until), 'e.day <= $until');
  if (s.place) is('place', text(s.place), 'EXISTS { MATCH (e)-[:AT]->(p:Place) WHERE p.name = $place }');
  if (s.country) is('country', text(s.country.toUpperCase()), '(source.country = $country OR target.country = $country)');
  if (s.source) is('publisher', text(s.source), 'EXISTS { MATCH (e)-[:REPORTED_IN]->(r:Article) WHERE r.publisher = $publisher }');
  if (s.min_confidence) is('confidence', Number(s.min_confidence), 'e.confidence >= $confidence');
  return `:params {${Object.entries(params).map(([name, value]) => `${name}: ${value}`).join(', ')}}

MATCH (e:Event)
OPTIONAL MATCH (source:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(target:Actor)
WITH e, source, target
WHERE e.retractedAt IS NULL
  AND ${where.join('\n  AND ')}
RETURN source, e, target
ORDER BY e.day DESC LIMIT 500`;
}
