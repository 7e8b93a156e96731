import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { picture } from './picture.js';
import { style } from './style.js';
import { escapeHtml } from './svg.js';

/** A page that stands alone, without scripts or anything to load: the picture, the plan with its causes, the findings. */
export function planPage(plan: DeploymentPlan, planText: string, report: string): string {
  const title = plan.environment === undefined ? plan.project : `${plan.project}, ${plan.environment}`;
  const services = `${plan.services.length} ${plan.services.length === 1 ? 'service' : 'services'}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}: deployment plan</title>
<style>${style}</style>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${services} on Amazon ECS, names in ${escapeHtml(plan.namespace.domain)}</p>
</header>
<figure>${picture(plan)}</figure>
<h2>Every decision, with its cause and its place</h2>
<pre>${escapeHtml(planText)}</pre>
${report === '' ? '' : `<h2>Findings</h2>\n<pre>${escapeHtml(report)}</pre>`}
</html>
`;
}
