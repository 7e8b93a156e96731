import { App } from 'aws-cdk-lib/core';
import { application } from '../lib/application.js';

application(new App());
