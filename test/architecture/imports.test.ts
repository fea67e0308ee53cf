import { cruise, type ICruiseResult, type IModule } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMPOSITION, MAY_IMPORT, MAY_IMPORT_TYPES } from './rooms.ts';
import { PROJECT, roomOf } from './sources.ts';

let modules: IModule[] = [];
let runtimeModules: IModule[] = [];

/** `types`: also what is imported as a type only, and so is gone when the code runs. */
async function cruiseHouse(types: boolean): Promise<IModule[]> {
  const { output } = await cruise(['app', 'test'], {
    baseDir: PROJECT,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: types,
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default'],
      exportsFields: ['exports'],
    },
    validate: true,
    ruleSet: {
      forbidden: [{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } }],
    },
  });
  return (output as ICruiseResult).modules;
}

beforeAll(async () => {
  modules = await cruiseHouse(true);
  runtimeModules = await cruiseHouse(false);
});

function edgesOfApp() {
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved, dependencyTypes }) => ({
      from: source,
      to: resolved,
      typeOnly: dependencyTypes.includes('type-only'),
    })),
  );
}

describe('imports', () => {
  it('sees the house', () => {
    expect(modules.filter(({ source }) => source.startsWith('app/')).length).toBeGreaterThan(20);
    expect(edgesOfApp().filter(({ to }) => to.startsWith('app/')).length).toBeGreaterThan(20);
  });

  it('go from room to room only as the plan says', () => {
    const breaks = edgesOfApp().filter(({ from, to, typeOnly }) => {
      const room = roomOf(from);
      const target = roomOf(to);
      if (!room || !target || room === target || COMPOSITION.includes(room)) return false;
      const allowed = [
        ...(MAY_IMPORT[room] ?? []),
        ...(typeOnly ? (MAY_IMPORT_TYPES[room] ?? []) : []),
      ];
      return !allowed.includes(target);
    });
    expect(breaks).toEqual([]);
  });

  it('stay inside rooms that the plan knows', () => {
    const rooms = new Set(
      modules.map(({ source }) => roomOf(source)).filter((room) => room !== null),
    );
    expect(
      [...rooms].filter((room) => !(room in MAY_IMPORT) && !COMPOSITION.includes(room)),
    ).toEqual([]);
  });

  it('never lead from the app to the tests', () => {
    expect(
      edgesOfApp().filter(({ from, to }) => from.startsWith('app/') && to.startsWith('test/')),
    ).toEqual([]);
  });

  it('form no circle', () => {
    const circles = runtimeModules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ circular }) => circular)
        .map(({ resolved }) => `${source} → ${resolved}`),
    );
    expect(circles).toEqual([]);
  });
});
