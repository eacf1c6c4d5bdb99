namespace intake {}
