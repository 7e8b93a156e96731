import { planned } from '../support/planned.js';

const ARN = 'arn:aws:acm:eu-west-1:111111111111:certificate/12345678-1234-1234-1234-123456789012';
const zones = { 'example.com': { id: 'Z1' }, 'other.org': { id: 'Z2' } };

function web(domains: string, bindings: object, others = '') {
  const { plan, codes } = planned(
    `services: { web: { image: x, ports: ["80:80"], x-aws-domain: ${domains} } ${others} }`,
    { bindings: { version: 1, ...bindings } },
  );
  const secure = plan.loadBalancers[0]?.listeners.find(({ protocol }) => protocol === 'HTTPS');
  return {
    codes,
    made: plan.certificates.map((one) => [one.name, one.domains, one.zone.id]),
    attached: secure?.certificates.map(({ value }) => value),
    missing: plan.missingBindings.map(({ what }) => what),
  };
}

test('one new certificate has the domains of one zone', () => {
  expect(web('[shop.example.com, www.example.com]', { zones })).toMatchObject({
    codes: [],
    made: [['shop.example.com', ['shop.example.com', 'www.example.com'], 'Z1']],
    attached: [{ kind: 'made', certificate: 'shop.example.com' }],
  });
});

test('domains of several zones have a certificate for each: one zone proves no names of another', () => {
  expect(web('[shop.example.com, shop.other.org]', { zones })).toMatchObject({
    codes: [],
    made: [
      ['shop.example.com', ['shop.example.com'], 'Z1'],
      ['shop.other.org', ['shop.other.org'], 'Z2'],
    ],
    attached: [{ certificate: 'shop.example.com' }, { certificate: 'shop.other.org' }],
  });
});

test('a domain whose zone nobody knows is told, whatever the others have', () => {
  const { missing, made } = web('[shop.example.com, shop.unknown.net]', { zones });
  expect(missing).toEqual(['hosted zone of shop.unknown.net']);
  expect(made).toEqual([['shop.example.com', ['shop.example.com'], 'Z1']]);
});

test('a wildcard certificate of the bindings is enough', () => {
  const certificates = { '*.example.com': { arn: ARN } };
  expect(web('shop.example.com', { certificates })).toMatchObject({ missing: [], made: [] });
  expect(web('[shop.example.com, shop.other.org]', { certificates, zones })).toMatchObject({
    made: [['shop.other.org', ['shop.other.org'], 'Z2']],
    attached: [{ kind: 'existing', arn: ARN }, { certificate: 'shop.other.org' }],
  });
});

test('services that begin with the same domain share a certificate for all of theirs', () => {
  const other =
    ', zeta: { image: x, ports: ["8080:80"], x-aws-domain: shop.example.com, x-aws-route: shop.example.com/api }';
  expect(web('[shop.example.com, www.example.com]', { zones }, other).made).toEqual([
    ['shop.example.com', ['shop.example.com', 'www.example.com'], 'Z1'],
  ]);
});
