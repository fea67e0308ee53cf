/** Where Shopify's library sends a request that names no shop. The app is only opened from a shop's admin. */
export default function OpenFromAdmin() {
  return (
    <main
      style={{
        fontFamily: 'system-ui, sans-serif',
        maxWidth: '36rem',
        margin: '15vh auto',
        padding: '0 1rem',
      }}
    >
      <h1>Open Tributary from your shop</h1>
      <p>
        This address works inside the Shopify admin. Open your shop’s admin, choose{' '}
        <strong>Apps</strong>, then <strong>Tributary</strong>.
      </p>
    </main>
  );
}
