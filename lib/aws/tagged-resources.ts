import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Checked } from '../diagnostics/diagnostic.js';
import { attempt } from './attempt.js';
import { pages } from './pages.js';

/** A resource of AWS with its tags. */
export interface TaggedResource {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Finds resources of one region by their tags, whatever stack made them and whatever they are called. */
export type FindTagged = (
  tags: Readonly<Record<string, string>>,
  /** `ecs:service` */
  types: readonly string[],
) => Promise<Checked<readonly TaggedResource[]>>;

/** The Resource Groups Tagging API; it also names what was deleted a short while ago. */
export function findTagged(region: string | undefined): FindTagged {
  const client = new ResourceGroupsTaggingAPIClient(region === undefined ? {} : { region });
  return (tags, types) =>
    attempt('tag:GetResources', async () => {
      const found = await pages(async (PaginationToken) => {
        const page = await client.send(
          new GetResourcesCommand({
            TagFilters: Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] })),
            ResourceTypeFilters: [...types],
            ResourcesPerPage: 100,
            PaginationToken,
          }),
        );
        return { items: page.ResourceTagMappingList, next: page.PaginationToken };
      });
      return found.flatMap(({ ResourceARN: arn, Tags = [] }) =>
        arn === undefined
          ? []
          : [{ arn, tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])) }],
      );
    });
}
