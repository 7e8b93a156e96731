// Validating each template costs nine times its synthesis; one test of its own turns it on.
process.env.CDK_VALIDATION = 'false';
process.env.NODE_NO_WARNINGS = '1';
