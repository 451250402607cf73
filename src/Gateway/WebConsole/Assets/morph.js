// Makes one tree equal to another by touching only what differs, so that focus, scroll, selection and hover stay.
// Elements with a data-key are matched by it; [data-own] was made by a script of the page and is left alone.
export function morph(from, to) {
  const focused = document.activeElement;
  children(from, to, getSelection());
  if (focused && focused !== document.activeElement && focused.isConnected)
    focused.focus({ preventScroll: true });
}

function children(from, to, selection) {
  const keyed = new Map();
  for (const child of from.children)
    if (child.dataset?.key !== undefined)
      keyed.set(child.dataset.key, child);
  let at = skipOwn(from.firstChild);
  for (const next of to.childNodes) {
    const match = find(at, next, keyed);
    if (!match) {
      from.insertBefore(document.importNode(next, true), at);
      continue;
    }
    if (match === at)
      at = skipOwn(at.nextSibling);
    else
      from.insertBefore(match, at);
    update(match, next, selection);
  }
  removeFrom(at);
}

function find(at, next, keyed) {
  const key = next.dataset?.key;
  if (key !== undefined)
    return keyed.get(key)?.nodeName === next.nodeName ? keyed.get(key) : null;
  return at && at.nodeName === next.nodeName && at.dataset?.key === undefined ? at : null;
}

function update(node, next, selection) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.data !== next.data && !isSelected(node, selection))
      node.data = next.data;
    return;
  }
  attributes(node, next);
  children(node, next, selection);
}

function attributes(node, next) {
  for (const { name, value } of next.attributes)
    if (node.getAttribute(name) !== value && !(node === document.activeElement && name === 'value'))
      node.setAttribute(name, value);
  for (const name of node.getAttributeNames())
    if (!next.hasAttribute(name) && name !== 'open')
      node.removeAttribute(name);
}

function isSelected(node, selection) {
  return selection && !selection.isCollapsed && selection.containsNode(node, true);
}

function skipOwn(node) {
  while (node?.dataset?.own !== undefined)
    node = node.nextSibling;
  return node;
}

function removeFrom(node) {
  while (node) {
    const next = skipOwn(node.nextSibling);
    node.remove();
    node = next;
  }
}
