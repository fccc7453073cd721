-- The requests of phones, for wrk. Arguments: a file with one request a line (path, User-Agent, X-Forwarded-For,
-- separated by tabs), the order (`random`, or `next`: each once), and the seed of the random order.
-- The last line that wrk prints is a JSON object with the figures.

local requests = {}
local order = 'random'
local at = 0

function init(args)
  order = args[2]
  math.randomseed(tonumber(args[3]))
  for line in io.lines(args[1]) do
    local path, agent, address = line:match('^([^\t]*)\t([^\t]*)\t([^\t]*)$')
    local headers = { ['Host'] = 'offhook', ['User-Agent'] = agent }
    if address ~= '' then headers['X-Forwarded-For'] = address end
    requests[#requests + 1] = wrk.format('GET', path, headers)
  end
end

function request()
  if order == 'random' then return requests[math.random(#requests)] end
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"failed":%d,"p50Us":%.0f,"p99Us":%.0f,"maxUs":%.0f}\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
