export { RegisterClient } from './register.client';
