export { AcmeComposeStack, type AcmeComposeStackProps } from './acme-compose-stack.js';
export { landingZones, type LandingZone, type Stage } from './landing-zone.js';
export { healthcheckRequired, noLatestImage, noPublicDataStore } from './policies.js';
