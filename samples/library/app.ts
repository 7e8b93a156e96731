import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { App, Stack } from 'aws-cdk-lib/core';
import { ComposeApp, readProject } from 'cdk-compose';

const stack = new Stack(new App(), 'Shop');

const shop = new ComposeApp(stack, 'App', {
  ...readProject({ directory: __dirname }),
  services: {
    web: { fargateService: (props) => ({ ...props, desiredCount: 3 }) },
  },
});

const orders = new TableV2(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });
orders.grantReadWriteData(shop.service('api'));
