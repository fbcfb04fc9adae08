/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_SHOP_NAME: string;
  readonly VITE_SHOP_EMAIL: string;
  readonly VITE_SHOP_PHONE: string;
  readonly VITE_API_BASE: string;
  readonly VITE_ORDER_CUTOFF_HOUR: string;
}
