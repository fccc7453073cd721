"""Runs the commands of the Python client of provd against a server: HOST PORT TOKEN. Prints `ok` when all went well."""

import sys

from wazo_provd_client import Client

host, port, token = sys.argv[1:]
client = Client(host, port=int(port), prefix='', https=False, token=token, timeout=10)


def status_of(call, *args):
    """The HTTP status that a command fails with."""
    try:
        call(*args)
    except Exception as error:
        response = getattr(error, 'response', None)
        return getattr(error, 'status_code', getattr(response, 'status_code', repr(error)))
    return None


def expect(what, found, wanted):
    if found != wanted:
        sys.exit('{}: {!r} instead of {!r}'.format(what, found, wanted))


def ended(operation):
    for _ in range(1000):
        operation.update()
        if operation.state in ('success', 'fail'):
            return operation.state
    sys.exit('an operation does not end')


# status and parameters
expect('status', client.status.get()['rest_api'], 'ok')
names = [param['id'] for param in client.params.list()['params']]
expect('parameters', 'provisioning_key' in names and 'NAT' in names, True)
client.params.update('NAT', '1')
expect('NAT', client.params.get('NAT')['value'], 1)
client.params.delete('NAT')
expect('NAT without a value', client.params.get('NAT')['value'], 0)
expect('unknown parameter', status_of(client.params.get, 'none'), 404)

# configs
parent = client.configs.create({'parent_ids': [], 'raw_config': {'X_a': 1}, 'X_type': 'registrar'})['id']
child = client.configs.create({'parent_ids': [parent], 'raw_config': {}, 'X_type': 'device'})['id']
expect('raw config', client.configs.get_raw(child)['X_a'], 1)
config = client.configs.get(child)
config['label'] = 'L'
client.configs.update(config)
expect('changed config', client.configs.get(child), config)
found = client.configs.list({'parent_ids': [parent]})['configs']
expect('found configs', [one['id'] for one in found], [child])
expect('registrars', parent in [one['id'] for one in client.configs.list_registrar()['configs']], True)
expect('templates', child in [one['id'] for one in client.configs.list_device()['configs']], True)
expect('all configs', len(client.configs.get_all()['configs']) >= 2, True)
automatic = client.configs.autocreate()['id']
expect('automatic config', client.configs.get(automatic)['transient'], True)

# devices
mac = '00:15:65:0f:0e:0d'
device_id = client.devices.create({'mac': mac, 'config': automatic})['id']
device = client.devices.get(device_id)
expect('device', (device['mac'], device['is_new']), (mac, True))
device['description'] = 'Ünïcode ☎'
client.devices.update(device)
listed = client.devices.list({'mac': mac}, fields=['description'], order='mac', direction='asc', limit=5)
expect('listed devices', listed['devices'], [{'id': device_id, 'description': 'Ünïcode ☎'}])
client.devices.reconfigure(device_id)
with client.devices.synchronize(device_id) as operation:
    expect('synchronization', ended(operation), 'fail')
client.devices.create_from_dhcp({'op': 'commit', 'ip': '10.77.0.1', 'mac': mac, 'options': []})
expect('address', client.devices.get(device_id)['ip'], '10.77.0.1')
expect('unknown device', status_of(client.devices.get, 'none'), 404)
client.devices.delete(device_id)
expect('transient config', status_of(client.configs.delete, automatic), 404)
client.configs.delete(child)
client.configs.delete(parent)

# plugins
installed = client.plugins.list_installed()['pkgs']
loaded = client.plugins.list()['plugins']
expect('plugins', sorted(loaded) == sorted(set(loaded) & set(installed)) and len(loaded) > 0, True)
plugin = sorted(loaded)[0]
expect('plugin', 'capabilities' in client.plugins.get(plugin), True)
client.plugins.list_installable()
client.plugins.get_packages_installed(plugin)
client.plugins.get_packages_installable(plugin)
with client.plugins.update() as operation:
    expect('update', (ended(operation), operation.label), ('success', 'update'))
expect('unknown plugin', status_of(client.plugins.install, 'none'), 400)
expect('unknown plugin', status_of(client.plugins.uninstall, 'none'), 400)
expect('unknown package', status_of(client.plugins.install_package, plugin, 'none'), 400)
expect('unknown package', status_of(client.plugins.uninstall_package, plugin, 'none'), 400)

print('ok')
