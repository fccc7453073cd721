{#-
  Function keys, by `vars.key_layout`. A key that is left out between two others is written empty (type 0). Type 1 is a
  key with a lamp (`/f` dials, `/ba` watches and picks up), type 2 a key of the phone: a line (SIP1), or a call to a slot (`/c`).
-#}
{%- macro fields(key, pickup, suffix) %}
{%- set known = key.type in ['speeddial', 'blf', 'park'] %}
{%- set number = (key.value or '') ~ '@' ~ (key.line or 1) %}
      <Type>{{ 0 if not known else 2 if key.type == 'park' else 1 }}</Type>
      <Value>
        {%- if key.type == 'speeddial' %}{{ number }}/f{{ suffix }}
        {%- elif key.type == 'park' %}{{ number }}/c{{ suffix }}
        {%- elif key.type == 'blf' %}{{ number }}/ba{% if pickup %}{{ pickup }}{{ key.value }}{% endif %}{{ suffix }}
        {%- endif %}</Value>
      <Title>{{ key.label if known }}</Title>
{%- endmacro -%}
{%- macro line_key(number) %}
      <Type>2</Type>
      <Value>SIP{{ number }}</Value>
      <Title></Title>
{%- endmacro -%}
{#- Pages of keys on the screen: `first` is the position of the first key, `index` the number of the first page. -#}
{%- macro screen_pages(funckeys, first, last, size, index, pickup) %}
{%- for n in range(first, last + 1) %}
{%- set at = n - first %}
{%- if at % size == 0 %}
    <internal index="{{ at // size + index }}">
{%- endif %}
    <Fkey index="{{ at % size + 1 }}">
{{- fields(funckeys[n], pickup, '') }}
    </Fkey>
{%- if at % size == size - 1 or n == last %}
    </internal>
{%- endif %}
{%- endfor %}
{%- endmacro -%}
{%- set last = [keys[-1].position, 500] | min if keys else 0 -%}

{%- if vars.key_layout == 'list' -%}
{%- for n in range(1, ([last, vars.list_keys] | min if vars.list_keys else last) + 1) %}
      <Function_Key_Entry>
        <ID>Fkey{{ n }}</ID>
{{- fields(funckeys[n], exten_pickup_call, '') }}
      </Function_Key_Entry>
{%- endfor -%}

{%- elif vars.key_layout == 'side_list' -%}
{#- Lines first, then the keys, counted anew. -#}
{%- for line in lines %}
    <Sidekey_Config1>
      <Sidekey_Config1_Entry>
        <ID>Fkey{{ line.position }}</ID>
        <Type>2</Type>
        <Value>SIP{{ line.position }}</Value>
      </Sidekey_Config1_Entry>
    </Sidekey_Config1>
{%- endfor %}
{%- for n in range(1, last + 1) %}
    <Sidekey_Config1>
      <Sidekey_Config1_Entry>
        <ID>Fkey{{ n }}</ID>
{{- fields(funckeys[n], exten_pickup_call, '') }}
      </Sidekey_Config1_Entry>
    </Sidekey_Config1>
{%- endfor -%}

{%- elif vars.key_layout == 'sides' -%}
{#- The first keys beside the screen are lines; a second side begins with the first again when there are several. -#}
{%- set size = vars.keys_on_side or vars.side_keys %}
{%- set side_last = keys | map(attribute='position') | select('le', vars.side_keys) | list | last or 0 %}
{%- for n in range(1, side_last + 1) %}
{%- set at = (n - 1) % size + 1 %}
{%- if at == 1 %}
    <dssSide index="{{ (n - 1) // size + 1 }}">
{%- endif %}
    <Fkey index="{{ at }}">
{%- if n <= lines | length or n > size and at == 1 and lines | length > 1 %}
{{- line_key(at) }}
{%- else %}
{{- fields(funckeys[n], exten_pickup_call, '') }}
{%- endif %}
    </Fkey>
{%- if at == size or n == side_last %}
    </dssSide>
{%- endif %}
{%- endfor %}
{%- if last > vars.side_keys %}
    <FuncKeyPageNum>{{ (last - vars.side_keys - 1) // vars.page_keys + 1 }}</FuncKeyPageNum>
{{- screen_pages(funckeys, vars.side_keys + 1, last, vars.page_keys, 1, exten_pickup_call) }}
{%- endif -%}

{%- elif vars.key_layout == 'pages' -%}
{#- Lines first; then pages of keys, each of which is told once for each line. -#}
    <dssSide index="1">
{%- for line in lines %}
    <Fkey index="{{ line.position }}">
{{- line_key(line.position) }}
    </Fkey>
{%- endfor %}
    </dssSide>
{%- if last %}
    <FuncKeyPageNum>{{ (last - 1) // vars.page_keys + 1 }}</FuncKeyPageNum>
{%- endif %}
{%- for n in range(1, last + 1) %}
{%- set at = (n - 1) % vars.page_keys + 1 %}
{%- if at == 1 %}
    <dssSide index="{{ (n - 1) // vars.page_keys + 1 }}">
{%- endif %}
    <Fkey index="{{ at }}">
{%- for line in lines %}
{{- fields(funckeys[n], exten_pickup_call, '@SIP' ~ line.position) }}
{%- endfor %}
    </Fkey>
{%- if at == vars.page_keys or n == last %}
    </dssSide>
{%- endif %}
{%- endfor -%}

{%- elif vars.key_layout == 'screen' -%}
{#- The same keys beside the screen and on it. Without any, the icons that the phone came with are taken away. -#}
{%- if last %}
    <dssSide index="1">
{%- for n in range(1, [last, vars.side_keys] | min + 1) %}
    <Fkey index="{{ n }}">
{{- fields(funckeys[n], exten_pickup_call, '') }}
    </Fkey>
{%- endfor %}
    </dssSide>
{{- screen_pages(funckeys, 1, last, vars.page_keys, 1, exten_pickup_call) }}
{%- else %}
    <internal index="1">
{%- for n in range(2, 8) %}
    <Fkey index="{{ n }}">
      <Type>0</Type>
      <Value></Value>
      <Title></Title>
      <ICON></ICON>
    </Fkey>
{%- endfor %}
    </internal>
{%- endif -%}

{%- elif vars.key_layout == 'blocks' and last -%}
    <FuncKeyPageNum>{{ (last - 1) // vars.page_keys + 1 }}</FuncKeyPageNum>
{{- screen_pages(funckeys, 1, last, vars.page_keys, 2, exten_pickup_call) }}

{%- elif vars.key_layout == 'cells' -%}
{%- for n in range(1, last + 1) %}
    <internal index="{{ (n - 1) // vars.page_keys + 1 }}">
    <Fkey index="{{ (n - 1) % vars.page_keys + 1 }}">
{{- fields(funckeys[n], exten_pickup_call, '') }}
    </Fkey>
    </internal>
{%- endfor -%}

{%- elif vars.key_layout == 'screen_pages' and last -%}
{#- Pages of keys on the screen alone. -#}
{%- set shown = [last, vars.page_keys * vars.key_pages] | min %}
    <FuncKeyPageNum>{{ (shown - 1) // vars.page_keys + 1 }}</FuncKeyPageNum>
{{- screen_pages(funckeys, 1, shown, vars.page_keys, 1, exten_pickup_call) }}

{%- elif vars.key_layout == 'side_pages' -%}
{#- Pages of keys beside the screen. A key that is not told otherwise is that of the line of its position. -#}
{%- set accounts = lines | map(attribute='position') | list %}
{%- set shown = [[last, accounts[-1] or 1] | max, vars.page_keys * vars.key_pages] | min %}
    <SideKeyPageNum>{{ (shown - 1) // vars.page_keys + 1 }}</SideKeyPageNum>
{%- for n in range(1, shown + 1) %}
{%- set at = (n - 1) % vars.page_keys + 1 %}
{%- if at == 1 %}
    <dssSide index="{{ (n - 1) // vars.page_keys + 1 }}">
{%- endif %}
    <Fkey index="{{ at }}">
{%- if not funckeys[n] and n in accounts %}
{{- line_key(n) }}
{%- else %}
{{- fields(funckeys[n], exten_pickup_call, '') }}
{%- endif %}
    </Fkey>
{%- if at == vars.page_keys or n == shown %}
    </dssSide>
{%- endif %}
{%- endfor -%}

{%- elif vars.key_layout == 'door' -%}
{#- Keys past those of the phone are second functions of them. -#}
{%- for n in range(1, last + 1) %}
    <dssSoft index="{{ (n - 1) % vars.door_keys + 1 }}">
{{- fields(funckeys[n], exten_pickup_call, '') }}
    </dssSoft>
{%- endfor -%}
{%- endif -%}
