'use client';
import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Button } from '@/components/ui/button';
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '@/components/ui/menu';
import { useLocale, useMessages } from '@/lib/client/locale';
import { chooseLocale } from '@/lib/client/choose-locale';
import { LOCALES } from '@/lib/shared/locale';

export const LANGUAGE_NAMES = { en: 'English', fr: 'Français' } as const;

/** Language and theme, each in a small menu. */
export function Preferences({ remember = false }: { remember?: boolean }) {
  const t = useMessages();
  const locale = useLocale();
  const { theme = 'system', setTheme } = useTheme();
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" aria-label={`${t.shell.language}: ${LANGUAGE_NAMES[locale]}`}>
            <Languages aria-hidden />
            {LANGUAGE_NAMES[locale]}
          </Button>
        </MenuTrigger>
        <MenuContent align="center">
          <MenuRadioGroup value={locale} onValueChange={(value) => void chooseLocale(value, remember)}>
            {LOCALES.map((each) => (
              <MenuRadioItem key={each} value={each} lang={each}>
                {LANGUAGE_NAMES[each]}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        </MenuContent>
      </Menu>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t.shell.theme}>
            <Sun aria-hidden className="dark:hidden" />
            <Moon aria-hidden className="hidden dark:block" />
          </Button>
        </MenuTrigger>
        <MenuContent align="center">
          <MenuRadioGroup value={theme} onValueChange={setTheme}>
            <MenuRadioItem value="light">
              <Sun aria-hidden />
              {t.shell.light}
            </MenuRadioItem>
            <MenuRadioItem value="dark">
              <Moon aria-hidden />
              {t.shell.dark}
            </MenuRadioItem>
            <MenuRadioItem value="system">
              <Monitor aria-hidden />
              {t.shell.system}
            </MenuRadioItem>
          </MenuRadioGroup>
        </MenuContent>
      </Menu>
    </>
  );
}
