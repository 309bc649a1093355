-- Runs inside Neovim: opens RIS_FILE, has the collapsed record mended, lays it out and saves it.
-- The server is started as RIS_SERVER says, words apart by line ends.
local function say(name, value)
  io.stdout:write(name .. "=" .. tostring(value):gsub("\n", " ") .. "\n")
end

local function eventually(what, check)
  assert(vim.wait(15000, check, 50), "it did not happen: " .. what)
end

local function session()
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
  local client = vim.lsp.get_client_by_id(id)

  eventually("findings", function() return #vim.diagnostic.get(buffer) > 0 end)
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
  client.stop()
  eventually("the end of the server", function() return client.is_stopped() end)
end

local ok, problem = xpcall(session, debug.traceback)
if not ok then
  io.stderr:write(problem .. "\n")
  vim.cmd("cquit 1")
end
vim.cmd("qa!")
