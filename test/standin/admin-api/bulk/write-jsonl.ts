type Json = Record<string, unknown>;

/**
 * The answer of a bulk query as Shopify's JSONL: one line for each node of each connection, parents
 * before their children, a child naming its parent in `__parentId`. `connections` holds the response
 * paths at which connections stand. Throws when a parent was asked for without its id.
 */
export function writeJsonl(data: Json, connections: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  collect(data, '', null, connections, lines);
  return lines;
}

/** Writes the lines of every connection in the object and gives back the object without them. */
function collect(
  object: Json,
  path: string,
  parentId: string | null,
  connections: ReadonlySet<string>,
  lines: string[],
): Json {
  const plain: Json = {};
  const nested: { path: string; connection: Json }[] = [];
  for (const [key, value] of Object.entries(object)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (connections.has(at)) {
      if (isObject(value)) nested.push({ path: at, connection: value });
    } else {
      plain[key] = isObject(value) ? collect(value, at, parentId, connections, lines) : value;
    }
  }
  for (const { path: at, connection } of nested) {
    for (const node of nodesOf(connection, at)) {
      const place = lines.push('') - 1;
      const id = typeof node.value.id === 'string' ? node.value.id : null;
      const written = collect(node.value, node.path, id, connections, lines);
      const ownParent = path === '' ? null : parentId;
      if (path !== '' && ownParent === null) {
        throw new Error(`bulk query: the parent of ${at} was selected without its id`);
      }
      lines[place] = JSON.stringify(
        ownParent === null ? written : { ...written, __parentId: ownParent },
      );
    }
  }
  return plain;
}

function nodesOf(connection: Json, path: string): { value: Json; path: string }[] {
  const found: { value: Json; path: string }[] = [];
  for (const [index, edge] of listOf(connection.edges).entries()) {
    if (isObject(edge.node)) found.push({ value: edge.node, path: `${path}.edges.${index}.node` });
  }
  if (found.length > 0) return found;
  return listOf(connection.nodes).map((value, index) => ({
    value,
    path: `${path}.nodes.${index}`,
  }));
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
