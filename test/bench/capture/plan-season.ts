import { createRandom } from '#test/demo/season/random.ts';
import { Person } from './person.ts';
import { SCENARIOS } from './scenarios.ts';
import type { BrowserPlan, SeasonPlan } from './season-plan.ts';

/** So many people live through a season with so many influencers; the same seed tells the same season. */
export function planSeason(options: {
  seed: number;
  people: number;
  influencers: number;
}): SeasonPlan {
  const random = createRandom(options.seed);
  const weighted = SCENARIOS.map((scenario) => [scenario, scenario.weight] as const);
  const people = Array.from({ length: options.people }, (_, place) => {
    const { name: scenario, consent, live } = random.weigh(weighted);
    const name = `s${options.seed}p${place}`;
    const person = new Person({ name, scenario, consent: random.pick(consent), random });
    const unused = Array.from({ length: options.influencers }, (_, number) => number);
    live(person, () => {
      const [picked] = unused.splice(random.whole(0, unused.length - 1), 1);
      if (picked === undefined) throw new Error('too few influencers for this story');
      return picked;
    });
    return person;
  });
  const browsers = new Map<string, BrowserPlan>(people.flatMap((each) => [...each.browsers]));
  const steps = people.flatMap((each) => each.steps).sort((a, b) => a.at - b.at);
  return { browsers, steps };
}
