/** A trie of words with weights in its nodes; the score of a text by greedy longest match. */
interface TrieNode {
  children: Map<string, TrieNode>;
  weight?: number;
  terminal: boolean;
}
const makeNode = (): TrieNode => ({ children: new Map(), terminal: false });

class Trie {
  private root = makeNode();
  insert(word: string, weight: number): this {
    let node = this.root;
    for (const ch of word) {
      let child = node.children.get(ch);
      if (!child) {
        child = makeNode();
        node.children.set(ch, child);
      }
      node = child;
    }
    node.terminal = true;
    node.weight = (node.weight ?? 0) + weight;
    return this;
  }
  longestMatch(text: string, start: number): { length: number; weight: number } | null {
    let node: TrieNode | undefined = this.root;
    let best: { length: number; weight: number } | null = null;
    for (let i = start; i < text.length; i++) {
      node = node.children.get(text[i]);
      if (node === undefined) break;
      if (node.terminal) best = { length: i - start + 1, weight: node.weight! };
    }
    return best;
  }
}

export function f(weights: number[], words: string[], text: string, unknown = 0.1): number {
  const trie = new Trie();
  words.forEach((w, i) => trie.insert(w, weights[i]));
  let score = 0;
  for (let i = 0; i < text.length; ) {
    const match = trie.longestMatch(text, i);
    if (match) {
      score += match.weight * Math.log(1 + match.length) + 0.2 * score * match.weight;
      i += match.length;
    } else {
      score -= unknown;
      i++;
    }
  }
  return score;
}

export const wrt = [0, 3];
export const inputs = [[[0.5, 1.2, -0.3, 0.7, 0.2], ["a", "an", "ant", "the", "a"], "theantanxa", 0.3]];
