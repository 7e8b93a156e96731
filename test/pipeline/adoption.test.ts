/** A stack that was deployed by hand can be taken over by a pipeline: in a stage it has the same resources. */
import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { Template } from 'aws-cdk-lib/assertions';
import { App } from 'aws-cdk-lib/core';
import { ComposeStack } from '../../lib/constructs/compose-stack.js';
import { ComposeStage } from '../../lib/constructs/compose-stage.js';
import { layouts } from '../../lib/model/layout.js';
import { readProject } from '../../lib/read-project.js';
import { environments, files } from '../environments/shop.js';
import { projectFolder } from '../support/project-folder.js';

test.each(layouts)('a stack has the same logical ids in and out of a stage, %s', (layout) => {
  const directory = projectFolder(files);
  const inputs = readProject({ directory, environments, environment: 'staging', layout });
  const alone = Template.fromStack(new ComposeStack(new App(), 'shop-staging', inputs));
  const { stack } = new ComposeStage(new App(), 'staging', inputs);
  const ids = (template: Template) =>
    Object.keys((template.toJSON() as { Resources: object }).Resources).toSorted();
  expect(ids(Template.fromStack(stack))).toEqual(ids(alone));
  expect(ids(alone).filter((id) => /AppNetworksdefault.*ALLTRAFFIC/.test(id)).length).toBeGreaterThan(0);
  expect(stack.stackName).toBe('shop-staging');
});
