#include <libxml/parser.h>
#include <string.h>

/// A push parser that only tells elements and text, opens nothing by itself and prints nothing.
static inline xmlParserCtxtPtr cxml2_open(
    void *user, startElementNsSAX2Func start, endElementNsSAX2Func end, charactersSAXFunc text,
    internalSubsetSAXFunc doctype) {
  xmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = start;
  sax.endElementNs = end;
  sax.characters = text;
  sax.ignorableWhitespace = text;
  sax.cdataBlock = text;
  sax.internalSubset = doctype;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, user, NULL, 0, NULL);
  if (parser != NULL) xmlCtxtUseOptions(parser, XML_PARSE_NONET);
  return parser;
}
