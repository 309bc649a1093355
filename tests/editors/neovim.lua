-- Runs inside Neovim: opens RIS_FILE and does there what RIS_SESSION names, a function of `sessions`.
-- The server is started as RIS_SERVER says, words apart by line ends.
local function say(name, value)
  io.stdout:write(name .. "=" .. tostring(value):gsub("\n", " ") .. "\n")
end

local function eventually(what, check)
  assert(vim.wait(15000, check, 50), "it did not happen: " .. what)
end

local function open()
  local file = os.getenv("RIS_FILE")
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].filetype = "ris"
  local id = vim.lsp.start_client({
    name = "ris",
    cmd = vim.split(os.getenv("RIS_SERVER"), "\n"),
    root_dir = vim.fn.fnamemodify(file, ":h"),
  })
  vim.lsp.buf_attach_client(buffer, id)
  eventually("findings", function() return #vim.diagnostic.get(buffer) > 0 end)
  return buffer, vim.lsp.get_client_by_id(id)
end

local function stop(client)
  client.stop()
  eventually("the end of the server", function() return client.is_stopped() end)
end

local sessions = {}

-- Has the collapsed record mended, lays it out and saves it.
function sessions.mend()
  local buffer, client = open()
  say("code", vim.diagnostic.get(buffer)[1].code)
  say("encoding", client.offset_encoding)

  vim.ui.select = function(offered, _, choose) choose(offered[1], 1) end
  vim.lsp.buf.code_action()
  eventually("the quick fix", function() return vim.api.nvim_buf_line_count(buffer) > 10 end)

  local where = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local hover = client.request_sync("textDocument/hover", where, 10000, buffer)
  say("hover", hover.result.contents.value)

  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 10000 })
  else -- Neovim 0.7
    vim.lsp.buf.formatting_sync(nil, 10000)
  end
  vim.cmd("write")
  stop(client)
end

-- Leaves a rule out in the record of the sixth line, then mends the settings file beside it.
function sessions.settings()
  local buffer, client = open()
  local function codes(of)
    local found = vim.tbl_map(function(each) return each.code or each.message end, vim.diagnostic.get(of))
    table.sort(found)
    return table.concat(found, ",")
  end
  local toml = vim.fn.fnamemodify(os.getenv("RIS_FILE"), ":h") .. "/ris.toml"
  local settings = vim.uri_to_bufnr(vim.uri_from_fname(toml))
  eventually("the fault", function() return #vim.diagnostic.get(settings) > 0 end)
  say("fault", codes(settings))
  say("before", codes(buffer))

  vim.ui.select = function(offered, options, choose)
    say("offered", table.concat(vim.tbl_map(options.format_item, offered), ","))
    choose(offered[2], 2) -- behind what mends the whole file
  end
  vim.api.nvim_win_set_cursor(0, { 6, 8 })
  vim.lsp.buf.code_action()
  eventually("what is left out is gone", function() return #vim.diagnostic.get(buffer) == 1 end)
  say("after", codes(buffer))

  -- Neovim 0.7 does not tell of changed files, so the settings are read again with the document.
  local lines = vim.fn.readfile(toml)
  table.remove(lines, 1)
  vim.fn.writefile(lines, toml)
  vim.cmd("edit")
  vim.lsp.buf_attach_client(buffer, client.id) -- as an autocommand on the file type would
  eventually("no fault", function() return #vim.diagnostic.get(settings) == 0 end)
  eventually("findings", function() return codes(buffer) == "RIS421" end)
  stop(client)
end

local ok, problem = xpcall(sessions[os.getenv("RIS_SESSION")], debug.traceback)
if not ok then
  io.stderr:write(problem .. "\n")
  vim.cmd("cquit 1")
end
vim.cmd("qa!")
