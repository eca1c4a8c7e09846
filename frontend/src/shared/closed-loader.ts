/**
 * What a figure may reach: the pictures that it carries in itself, and nothing else.
 *
 * Figures come from notebooks, and a notebook may be a stranger's: no data file, no picture of another place and no link.
 */
export const closedLoader = {
  options: {},
  async load(address: string): Promise<string> {
    throw new Error(`A figure carries its own data. This one asks for ${address}; write the rows into it.`);
  },
  async sanitize(address: string, options: { context?: string }): Promise<{ href: string }> {
    if (options.context === 'image' && /^data:image\/(png|jpeg|webp|gif);base64,/.test(address)) {
      return { href: address };
    }
    throw new Error(`A figure has no links and no pictures from elsewhere. This one names ${address}.`);
  },
  async http(address: string): Promise<string> {
    return this.load(address);
  },
  async file(address: string): Promise<string> {
    return this.load(address);
  },
};
