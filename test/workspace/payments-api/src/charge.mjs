export async function handler(event) {
  const { amount, currency } = JSON.parse(event.body ?? '{}');
  return { statusCode: 201, body: JSON.stringify({ amount, currency }) };
}
