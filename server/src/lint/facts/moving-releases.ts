/** What is known to break when an image moves to a newer release of its distribution or language. Own tables, as of November 2026. */

/** Packages that Debian 12 and 13, Ubuntu 24.04 or Alpine's newer releases have no more, under these names. */
export const goneFromDistributions: ReadonlySet<string> = new Set([
  'apt-transport-tor', 'libappindicator3-1', 'libasound2', 'libgconf-2-4', 'libgl1-mesa-glx', 'libncurses5', 'libncursesw5', 'libssl1.1', 'mysql-client', 'mysql-server', 'netcat', 'ntp', 'ntpdate', 'phantomjs', 'py-pip', 'python', 'python-dev',
  'python-minimal', 'python-numpy', 'python-pip', 'python-setuptools', 'python-software-properties', 'python-virtualenv', 'python-yaml', 'rename', 'software-properties-common', 'ttf-dejavu', 'ttf-freefont', 'ttf-ubuntu-font-family', 'wkhtmltopdf', 'youtube-dl',
]);

/** Pins of packages with compiled parts, whose files are made for one release of Python: in requirements, in a command, and in lock files. */
export const compiledForPython =
  /\b(?:aiohttp|asyncpg|catboost|cffi|cryptography|cython|dlib|fiona|gensim|gevent|greenlet|grpcio(?:-tools)?|h5py|jax(?:lib)?|lightgbm|lxml|matplotlib|multidict|mysqlclient|netifaces|numba|numpy|onnx(?:runtime)?(?:-gpu)?|opencv-(?:contrib-)?python(?:-headless)?|pandas|pillow|pyarrow|pycairo|pydantic(?:-core)?|pymssql|pynacl|pyodbc|pyproj|pyqt5|pyyaml|pyzmq|rasterio|regex|reportlab|sc(?:ikit-(?:image|learn)|ipy)|sentencepiece|shapely|spacy|statsmodels|tensorflow(?:-cpu|-gpu)?|tokenizers|torch(?:audio|vision)?|ujson|uvloop|wrapt|xgboost|yarl)(?:\[[\w,-]+\])?(?:\s*[=~]=|"\s*\r?\nversion = ")/i;

/** Add-ons of Node.js that are built for few of its releases. */
export const boundToNode = /"(?:better-sqlite3|canvas|deasync|fibers|grpc|isolated-vm|node-sass|robotjs)"\s*:/;

/** The first release whose Python refuses pip outside a virtual environment. */
export const firstWithGuardedPip: Readonly<Record<string, number>> = { debian: 12, ubuntu: 23.04, 'alpine-linux': 3.19 };
