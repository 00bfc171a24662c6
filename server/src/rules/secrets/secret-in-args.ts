import { defineRule } from '../../engine/rule.ts';
import { commandCredentials } from './commandCredentials.ts';

export default defineRule({
  id: 'secret-in-args',
  title: 'Credential on a command line',
  family: 'secrets',
  severity: 'high',
  why: 'A command line is public inside the node and the cluster: ps shows it to every process of the pod, and everyone who may read pods reads it there, in audit logs and in crash reports.',
  kinds: 'workload',
  standards: {},
  aliases: {},
  recommended: true,
  fix: null,

  *check(resource) {
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        for (const list of ['command', 'args']) {
          for (const { at, description } of commandCredentials(container.at(list).items())) {
            yield {
              at,
              message: `The ${list === 'args' ? 'arguments' : 'command'} of ${container.label} ${list === 'args' ? 'show' : 'shows'} a credential (${description}) to everyone who may see the pod. Take it from a Secret, through a file or a variable such as $(PASSWORD).`,
            };
          }
        }
      }
    }
  },
});
