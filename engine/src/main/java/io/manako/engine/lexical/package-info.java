/**
 * Photos found by words: their tags, titles, captions, and the names of their folders and files. Ranked by BM25 (Robertson
 * and Zaragoza, <i>The Probabilistic Relevance Framework: BM25 and Beyond</i>, 2009) on a Lucene index in memory, which is
 * made anew whenever the library is opened. Text of languages without blanks is cut into pairs of letters.
 */
@NullMarked
package io.manako.engine.lexical;

import org.jspecify.annotations.NullMarked;
